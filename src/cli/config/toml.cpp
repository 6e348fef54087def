// Compiles toml++ into the executable: Debian has it only as a shared library, whose loading would slow down every
// start.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
