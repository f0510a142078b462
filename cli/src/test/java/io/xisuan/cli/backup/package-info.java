/** Tests of the commands on backups. */
@NullMarked
package io.xisuan.cli.backup;

import org.jspecify.annotations.NullMarked;
