#include "support.hpp"

#include <sys/stat.h>
#include <unistd.h>

using namespace files_help;

namespace {

unsigned mode_of(const std::string& path) {
    struct stat known {};
    REQUIRE(::stat(path.c_str(), &known) == 0);
    return known.st_mode & 0777U;
}

}  // namespace

TEST_CASE("output file: it appears only when committed") {
    Folder folder;
    const auto path = folder.at("x.csv");
    {
        OutputFile file(path);
        file.stream() << "half";
        CHECK_FALSE(std::filesystem::exists(path));
    }
    CHECK(folder.entries() == 0);
    {
        OutputFile file(path);
        for (int i = 0; i < 50000; ++i) file.stream() << i << '\n';
        file.stream() << std::string(200000, 'x');
        file.commit();
    }
    const std::string bytes = slurp(path);
    CHECK(bytes.starts_with("0\n1\n2\n"));
    CHECK(bytes.size() == 288890 + 200000);
    CHECK(folder.entries() == 1);
}

TEST_CASE("output file: a failed run leaves the old file") {
    Folder folder;
    const auto path = folder.file("x.csv", "old");
    {
        OutputFile file(path);
        file.stream() << std::string(100000, 'n');
    }
    CHECK(slurp(path) == "old");
    CHECK(folder.entries() == 1);
}

TEST_CASE("output file: a new file obeys the umask, and an old one keeps its mode") {
    Folder folder;
    const mode_t before = ::umask(027);
    {
        OutputFile file(folder.at("new"));
        file.commit();
    }
    ::umask(before);
    CHECK(mode_of(folder.at("new")) == 0640);
    const auto kept = folder.file("kept", "old");
    REQUIRE(::chmod(kept.c_str(), 0606) == 0);
    {
        OutputFile file(kept);
        file.commit();
    }
    CHECK(mode_of(kept) == 0606);
    CHECK(slurp(kept).empty());
}

TEST_CASE("output file: a symbolic link remains a link") {
    Folder folder;
    const auto target = folder.file("target", "old");
    std::filesystem::create_symlink("target", folder.at("link"));
    {
        OutputFile file(folder.at("link"));
        file.stream() << "new";
        file.commit();
    }
    CHECK(std::filesystem::is_symlink(folder.at("link")));
    CHECK(slurp(target) == "new");
}

TEST_CASE("output file: the error for a full disk names the file") {
    SUBCASE("while writing") {
        OutputFile file("/dev/full");
        const auto error = error_of([&] { file.stream() << std::string(100000, 'x'); });
        CHECK(error.code() == Exit::failed);
        CHECK(holds(error.message(), "/dev/full"));
        CHECK(holds(error.message(), "no space left"));
        CHECK(error_of([&] { file.commit(); }).code() == Exit::failed);
    }
    SUBCASE("at the end") {
        OutputFile file("/dev/full");
        file.stream() << "little";
        CHECK(holds(error_of([&] { file.commit(); }).message(), "no space left"));
    }
    SUBCASE("through a writer") {
        OutputFile file("/dev/full");
        const auto sink = make_sink({Format::csv, false, "utf-8", 0, false}, file.stream());
        sink->begin({}, {{"a", "a", CellType::text}});
        CHECK(holds(error_of([&] { sink->end(); }).message(), "/dev/full"));
    }
}

TEST_CASE("output file: a place that cannot be written is refused") {
    Folder folder;
    CHECK(holds(error_of([&] { OutputFile file(folder.at("no/such/x.csv")); }).message(), "no/such/x.csv"));
    CHECK(error_of([&] { OutputFile file(folder.at(".")); }).code() == Exit::failed);
    if (::geteuid() != 0) {  // root may write anywhere
        const auto path = folder.file("fixed", "old");
        REQUIRE(::chmod(path.c_str(), 0444) == 0);
        CHECK(error_of([&] { OutputFile file(path); }).code() == Exit::failed);
        CHECK(slurp(path) == "old");
    }
}
