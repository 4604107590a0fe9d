// embind registers every string type of C++; the engine has only UTF-8. Without the code of the wide ones the script
// that every page downloads is a kilobyte smaller.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  // biome-ignore lint/complexity/useArrowFunction: Emscripten takes functions by their text.
  _embind_register_std_wstring: function () {},
});
