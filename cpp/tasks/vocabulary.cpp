// SPDX-License-Identifier: MIT
#include "tasks/vocabulary.hpp"

namespace loss_playground {

void Vocabulary::encode(std::string_view text, std::vector<std::uint8_t>& tokens, Error& error) const {
  bool in_gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char given = text[i];
    const char lowered = given >= 'A' && given <= 'Z' ? static_cast<char>(given - 'A' + 'a') : given;
    const auto token = characters().find(kind_ == Kind::letters ? lowered : given);
    const bool letter = lowered >= 'a' && lowered <= 'z', plain = static_cast<unsigned char>(given) < 128;
    if (kind_ == Kind::letters && plain && !letter) {
      if (!in_gap) tokens.push_back(0);
      in_gap = true;
    } else if (token != std::string_view::npos) {
      tokens.push_back(static_cast<std::uint8_t>(token));
      in_gap = false;
    } else {
      error = {"text[" + std::to_string(i) + "]",
               plain ? "\"" + std::string(1, given) + "\"" : "a character beyond ASCII",
               "characters that the model knows: " + std::string(characters().substr(1))};
      return;
    }
  }
}

std::string Vocabulary::decode(const std::vector<std::uint8_t>& tokens) const {
  std::string text;
  for (std::uint8_t token : tokens) text += characters()[token];
  return text;
}

}  // namespace loss_playground
