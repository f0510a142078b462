/** The commands on statements: of a tenant between two days, of a site for its owner. It must not know tables. */
@NullMarked
package io.xisuan.cli.statement;

import org.jspecify.annotations.NullMarked;
