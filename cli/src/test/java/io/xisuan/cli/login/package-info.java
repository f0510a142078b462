/** Tests of what a person is remembered to work with. */
@NullMarked
package io.xisuan.cli.login;

import org.jspecify.annotations.NullMarked;
