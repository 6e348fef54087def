#include "cpcc/base/shared_library.hpp"

#include "cpcc/base/error.hpp"

#include <dlfcn.h>

namespace cpcc {

SharedLibrary::SharedLibrary(const char* file, Words needed_by, Words remedy)
    : file_(file), needed_by_(needed_by), remedy_(remedy), handle_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) fail();
}

Symbol SharedLibrary::symbol(const char* name) const {
    void* const address = ::dlsym(handle_, name);
    if (address == nullptr) fail();
    return Symbol(address);
}

void SharedLibrary::fail() const {
    const char* const cause = ::dlerror();
    throw Error(Exit::failed,
                say(Words{"无法加载{}所需的程序库 {}（{}）", "cannot load library {1}, required by {0} ({2})"},
                    needed_by_.get(), file_, cause ? cause : ""),
                remedy_.str());
}

}  // namespace cpcc
