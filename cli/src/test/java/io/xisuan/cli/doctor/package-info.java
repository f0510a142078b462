/** Tests of what the doctor judges, without a cluster. */
@NullMarked
package io.xisuan.cli.doctor;

import org.jspecify.annotations.NullMarked;
