/**
 * The Java runtime of an image: linked of the modules that the program needs, from the pinned JDK's, and the class data
 * that let it start fast. It knows neither layers nor licences; start reading at {@link io.xisuan.image.runtime.Toolbox}.
 */
@NullMarked
package io.xisuan.image.runtime;

import org.jspecify.annotations.NullMarked;
