#include "cpcc/cli/run.hpp"

#include <iostream>

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    return cpcc::cli::run(argc, argv, {std::cin, std::cout, std::cerr});
}
