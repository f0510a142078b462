/** The commands `approval list`, `show`, `approve`, `reject`, `withdraw` and `role`: what takes two people, and who may do what. */
@NullMarked
package io.xisuan.cli.approval;

import org.jspecify.annotations.NullMarked;
