// embind registers every string type of C++, of which the engine has UTF-8 alone, and two functions that count handles
// for debugging. Without them the script that every page downloads is a kilobyte smaller.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  // biome-ignore lint/complexity/useArrowFunction: Emscripten takes functions by their text.
  _embind_register_std_wstring: function () {},
  $init_emval__deps: [],
  // biome-ignore lint/complexity/useArrowFunction: Emscripten takes functions by their text.
  $init_emval: function () {},
});
