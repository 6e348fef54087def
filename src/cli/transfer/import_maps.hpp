// The map that an import uses (--map), and the map that it saves (--save-map).
#pragma once

#include "cpcc/store/import.hpp"
#include "framework/context.hpp"

#include <string>

namespace cpcc::cli {

// Returns the map [import.NAME] of the configuration, or the one of a file: a name with a slash or the extension .toml.
// Throws Error{usage} for an unknown name, naming the nearest.
store::ImportMap import_map(Context&, const std::string& name_or_file);

// Collects how an import understands its sheets, and adds it to the configuration.
class MapSaver {
public:
    // `used`: the map that the import uses; its other keys are saved too. Throws Error{usage} if the name cannot be one
    // or there is no configuration, and Error{failed} if that cannot be written.
    MapSaver(Context&, std::string name, store::ImportMap used);
    // Lets the options report the layouts to this object, which must outlive them.
    void watch(store::ImportOptions&);
    // Throws Error{usage} if another map has the name.
    void require_new_or_same();
    void save();

private:
    void add(const store::SheetLayout&);

    Context& context_;
    std::string name_;
    store::ImportMap map_;
};

}  // namespace cpcc::cli
