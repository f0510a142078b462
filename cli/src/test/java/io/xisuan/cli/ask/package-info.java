@NullMarked
package io.xisuan.cli.ask;

import org.jspecify.annotations.NullMarked;
