// cpcc check
#include "config/filing_check.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/store/conveners.hpp"
#include "cpcc/store/doubles.hpp"
#include "cpcc/store/views.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context) {
    db::Connection& connection = context.reading();
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    files::Table table{{}, {{"finding", say(Words{"发现的问题", "finding"})}}, {}};
    for (const std::string& broken : connection.catalog().integrity()) table.rows.push_back({broken});
    for (const std::string& breach : store::breaches(connection)) table.rows.push_back({breach});
    for (const std::string& convener : store::former_conveners(connection)) table.rows.push_back({convener});
    for (const std::string& pair : store::doubles(connection)) table.rows.push_back({pair});
    for (const std::string& filing : wrong_filings(connection, context.config())) table.rows.push_back({filing});
    if (table.rows.empty()) {
        context.note(say(Words{"检查通过，未发现问题。", "No problems found."}));
        return 0;
    }
    print(context, table);
    return static_cast<int>(Exit::found);
}

}  // namespace

Command check_command() {
    return plain_command("",
                         {"检查数据库是否完好、记录是否符合规则",
                          "check the integrity of the database and the rules of its records"},
                         run)
        .explained({"发现问题时退出码为 4。规则见 `cpcc help record-rules`。",
                    "The exit status is 4 if it finds a problem. See `cpcc help record-rules`."})
        .with_example("cpcc check", {"检查完整性和全部规则", "Check integrity and every rule"});
}

}  // namespace cpcc::cli
