// embind registers every string type of C++, of which the engine has UTF-8 alone, and two functions that count handles
// for debugging. Without them the script that every page downloads is a kilobyte smaller.
mergeInto(LibraryManager.library, {
  // What C++ without exceptions calls where memory cannot grow. A RuntimeError, as a trap is: the worker starts again.
  // biome-ignore lint/complexity/useArrowFunction: Emscripten takes functions by their text.
  abort: function () {
    throw new WebAssembly.RuntimeError(
      'The engine ran out of memory. Use a smaller model, batch or data set.',
    );
  },
  _embind_register_std_wstring__deps: [],
  // biome-ignore lint/complexity/useArrowFunction: Emscripten takes functions by their text.
  _embind_register_std_wstring: function () {},
  $init_emval__deps: [],
  // biome-ignore lint/complexity/useArrowFunction: Emscripten takes functions by their text.
  $init_emval: function () {},
});
