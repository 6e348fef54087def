# What `cmake --install` lays down, and the Debian package (`cpack -G DEB`). .ci/package has the package's own files.
include(GNUInstallDirs)
set(PACKAGING ${PROJECT_SOURCE_DIR}/.ci/package)

# A commented configuration in each language, as `cpcc init` writes it.
add_custom_command(OUTPUT sample.stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf sample
    COMMAND ${CMAKE_COMMAND} -E make_directory sample/zh sample/en
    COMMAND cpcc --quiet --lang zh --config sample/zh/cpcc.toml init --office QS --name 青山区政协
    COMMAND cpcc --quiet --lang en --config sample/en/cpcc.toml init --office QS --name 青山区政协
    COMMAND ${CMAKE_COMMAND} -E rename sample/zh/cpcc.toml sample/cpcc.zh-CN.toml
    COMMAND ${CMAKE_COMMAND} -E rename sample/en/cpcc.toml sample/cpcc.toml
    COMMAND ${CMAKE_COMMAND} -E rm -rf sample/zh sample/en
    COMMAND ${CMAKE_COMMAND} -E touch sample.stamp
    DEPENDS cpcc VERBATIM)
add_custom_target(sample ALL DEPENDS sample.stamp)

install(TARGETS cpcc)
install(DIRECTORY ${PROJECT_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES completions/cpcc.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME cpcc)
install(FILES completions/cpcc.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _cpcc)
install(FILES completions/cpcc.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md README.zh-CN.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN "*.py" EXCLUDE PATTERN quickstart EXCLUDE
    PATTERN checks EXCLUDE PATTERN made EXCLUDE)
install(FILES ${PROJECT_BINARY_DIR}/sample/cpcc.toml ${PROJECT_BINARY_DIR}/sample/cpcc.zh-CN.toml
    DESTINATION ${CMAKE_INSTALL_DOCDIR}/sample)
install(FILES examples/service/cpcc-monthly.service examples/service/cpcc-monthly.timer DESTINATION lib/systemd/user)

# The package. With SOURCE_DATE_EPOCH two builds give the same bytes.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "cpcc maintainers <maintainers@users.noreply.r-seed-be78fe1f.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "records of the consultation platforms of CPPCC committees")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded on first use, for workbooks and for PostgreSQL.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libxlsxwriter4, libzip4, libpq5")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "keeps the platforms, members, sessions and problems of a 政协 office,
 imports its spreadsheets, and counts and explains every figure of its reports. It works on a file or on PostgreSQL, in
 Chinese and English.")
set(CPACK_PRE_BUILD_SCRIPTS ${PACKAGING}/debian.cmake)
include(CPack)
