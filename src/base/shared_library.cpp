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
    throw Error(Exit::failed, say(Words{"不能载入{}要用的程序库 {}（{}）", "the library {1} that {0} needs can't be loaded ({2})"}, needed_by_.get(), file_, cause ? cause : ""), remedy_.str());
}

}  // namespace cpcc
