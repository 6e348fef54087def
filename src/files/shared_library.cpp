#include "shared_library.hpp"

#include "cpcc/base/error.hpp"

#include <dlfcn.h>

namespace cpcc::files {

namespace {

[[noreturn]] void fail(const char* file) {
    const char* const cause = ::dlerror();
    throw Error(Exit::failed, say(Words{"不能载入读写 .xlsx 的程序库 {}（{}）", "the library {} that .xlsx needs can't be loaded ({})"}, file, cause ? cause : ""),
                say(Words{"请安装它，或改用 CSV", "install it, or use CSV"}));
}

}  // namespace

SharedLibrary::SharedLibrary(const char* file) : file_(file), handle_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) fail(file_);
}

Symbol SharedLibrary::symbol(const char* name) const {
    void* const address = ::dlsym(handle_, name);
    if (address == nullptr) fail(file_);
    return Symbol(address);
}

}  // namespace cpcc::files
