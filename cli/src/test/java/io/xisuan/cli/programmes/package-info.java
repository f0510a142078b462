/** Tests of the commands on programmes, as their users type them. */
@NullMarked
package io.xisuan.cli.programmes;

import org.jspecify.annotations.NullMarked;
