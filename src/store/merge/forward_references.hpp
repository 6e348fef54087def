// Seventh stage, and the end of a file. Stores references to later rows of the same file, and resolves them after the
// last row.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

class ForwardReferences {
public:
    explicit ForwardReferences(Batch& batch) : batch_(batch) {}

    // Stores the forward references of the batch. Those of a refused row are only checked.
    void collect();
    // Writes the references whose row was found, and refuses the others.
    void resolve();

private:
    struct Reference {
        std::int64_t id;  // of the referring record; 0: it is not written
        bool existing;
        int line;
        std::size_t field;
        std::string code;   // or name
        std::int64_t near;  // the area where a name is looked for first
    };
    void resolve(const Reference&);
    std::int64_t target_of(const Reference&);
    bool may_change(const Reference&, std::int64_t target);
    void refuse(const Reference&, std::string reason);

    Batch& batch_;
    std::vector<Reference> references_;
};

}  // namespace cpcc::store
