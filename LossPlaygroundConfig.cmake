# find_package(LossPlayground) gives LossPlayground::engine, whose headers need those of Eigen 3.
find_path(LOSS_PLAYGROUND_EIGEN Eigen/Core PATHS /usr/include /usr/local/include /opt/homebrew/include
          PATH_SUFFIXES eigen3)
if(NOT LOSS_PLAYGROUND_EIGEN)
  set(LossPlayground_FOUND FALSE)
  set(LossPlayground_NOT_FOUND_MESSAGE "Eigen/Core was not found; set LOSS_PLAYGROUND_EIGEN to its folder.")
  return()
endif()
include(${CMAKE_CURRENT_LIST_DIR}/LossPlaygroundTargets.cmake)
target_include_directories(LossPlayground::engine SYSTEM INTERFACE ${LOSS_PLAYGROUND_EIGEN})
