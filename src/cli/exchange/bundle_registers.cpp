// cpcc bundle registers
#include "exchange/bundle_writing.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context) {
    BundleContent content;
    content.registers = true;
    write_bundle(context, content);
    return 0;
}

}  // namespace

Command bundle_registers_command() {
    return plain_command("registers",
                         {"将区划、界别、共性议题等登记册生成数据包，下发给下级单位",
                          "write areas, sectors and common topics as a bundle for the offices below"},
                         run)
        .explained({"写入 `--output` 指定的文件，另含本单位的委员和单位。",
                    "Writes the file of `--output`. It also has the office's own members and units."});
}

}  // namespace cpcc::cli
