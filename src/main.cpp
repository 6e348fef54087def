#include "cpcc/cli/run.hpp"

#include <iostream>

int main(int argc, char** argv) { return cpcc::cli::run(argc, argv, {std::cin, std::cout, std::cerr}); }
