# Writes the data frames of all installed R packages as CSV files: Rscript tests/reference/r-tables.R FOLDER
folder <- commandArgs(trailingOnly = TRUE)[1]
dir.create(folder, showWarnings = FALSE, recursive = TRUE)
for (package in rownames(installed.packages())) {
  items <- data(package = package)$results[, "Item"]
  for (item in unique(sub(" .*", "", items))) {
    place <- new.env()
    suppressWarnings(try(data(list = item, package = package, envir = place), silent = TRUE))
    table <- place[[item]]
    if (is.data.frame(table)) write.csv(table, file.path(folder, paste0(package, "-", item, ".csv")))
  }
}
