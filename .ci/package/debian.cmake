# Runs before CPack packs a staged tree: adds what Debian wants of a package, and compresses what it wants compressed.
set(root ${CPACK_TEMPORARY_DIRECTORY}/usr/share)
set(doc ${root}/doc/cpcc)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${doc})
file(COPY ${CMAKE_CURRENT_LIST_DIR}/overrides DESTINATION ${root}/lintian)
file(RENAME ${root}/lintian/overrides ${root}/lintian/cpcc)
file(MAKE_DIRECTORY ${root}/lintian/overrides)
file(RENAME ${root}/lintian/cpcc ${root}/lintian/overrides/cpcc)
file(RENAME ${root}/zsh/site-functions ${root}/zsh/vendor-completions)

if(DEFINED ENV{SOURCE_DATE_EPOCH})
    set(ENV{LC_ALL} C)
endif()
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)    # follows SOURCE_DATE_EPOCH
file(WRITE ${doc}/changelog "cpcc (${CPACK_PACKAGE_VERSION}) stable; urgency=medium\n\n"
     "  * See CHANGELOG.md.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
file(GLOB_RECURSE pages ${root}/man/*)
file(GLOB markdown ${doc}/CHANGELOG.md)
foreach(file ${pages} ${doc}/changelog ${markdown})
    execute_process(COMMAND gzip -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

# Files were made under the umask of whoever builds.
file(GLOB_RECURSE all LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/usr/share/*)
foreach(path ${all})
    if(IS_DIRECTORY ${path})
        file(CHMOD ${path} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
    else()
        file(CHMOD ${path} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
    endif()
endforeach()
