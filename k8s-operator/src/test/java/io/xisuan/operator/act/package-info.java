/** Orders, the objects that they become, and what a real API server makes of them. */
@NullMarked
package io.xisuan.operator.act;

import org.jspecify.annotations.NullMarked;
