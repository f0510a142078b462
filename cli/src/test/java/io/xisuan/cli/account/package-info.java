@NullMarked
package io.xisuan.cli.account;

import org.jspecify.annotations.NullMarked;
