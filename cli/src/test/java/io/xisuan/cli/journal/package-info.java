/** Tests of the commands about the usage journal. */
@NullMarked
package io.xisuan.cli.journal;

import org.jspecify.annotations.NullMarked;
