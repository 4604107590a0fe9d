// SPDX-License-Identifier: MIT
// A text that the user brings, as training data, as the beginning of a text to generate, and as a query: any bytes, also
// such as are no UTF-8.
#include "language/text_view.hpp"
#include "search/text_features.hpp"
#include "support.hpp"

using namespace loss_playground;
using namespace loss_playground::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider bytes(data, size);
  Experiment experiment{{"custom_text", {}}, {"next_token_mlp", {{"embedding", 2.0}, {"hidden", std::vector<double>{2}}}}};
  if (bytes.ConsumeBool()) experiment.model = {"bigram", {}};
  experiment.loss = {"cross_entropy", {}};
  experiment.optimizer = {"sgd", {{"lr", 0.1}}};
  experiment.batch_size = bytes.ConsumeIntegralInRange(1, 40);
  const std::string vocabulary = bytes.PickValueInArray({"own", "letters", "characters"});
  const double context = experiment.model.id == "bigram" ? 1 : bytes.ConsumeIntegralInRange(1, 8);
  const double test_fraction = 0.1 * bytes.ConsumeIntegralInRange(1, 9);
  const std::string asked = bytes.ConsumeRandomLengthString(40), text = bytes.ConsumeRemainingBytesAsString();
  experiment.task.params = {
      {"text", text}, {"vocabulary", vocabulary}, {"context", context}, {"test_fraction", test_fraction}};
  hash_features(text);
  Error error;
  const auto run = make_run(experiment, {1, {}}, error);
  claim(bool(error) == (run == nullptr), "either a run or an error");
  if (!run) return 0;
  train(*run);
  TextView& view = *run->text();
  claim(view.likelihood(false).tokens > 0, "the test set has tokens");
  double sum = 0;
  Error refused;
  for (double probability : view.next_token(asked, refused)) sum += probability;
  claim(refused || std::abs(sum - 1) < 1e-4, "probabilities add up to 1");
  view.sample({1, 0, 1, 20, asked}, refused);
  view.token_losses(text, refused);
  return 0;
}
