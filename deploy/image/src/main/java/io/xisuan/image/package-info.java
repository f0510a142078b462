/**
 * Makes the container image of xisuan without a container engine, and the bundle for sites without a network: commands,
 * and {@link io.xisuan.image.Assembly}, which puts Debian's packages, a Java runtime and the program into one root. Start
 * reading there.
 */
@NullMarked
package io.xisuan.image;

import org.jspecify.annotations.NullMarked;
