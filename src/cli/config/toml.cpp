// toml++'s own code, once in the executable: Debian builds it as a shared library only, and finding one costs every start.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
