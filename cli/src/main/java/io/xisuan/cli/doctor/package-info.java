/**
 * The command {@code doctor}: looks at a cluster, its setup and rights, clocks, leader, store, journal and exporters, and says of
 * each thing that is not in order what it means and which command puts it right. A check asks and judges; it must change nothing,
 * and what is mended is listed in {@link io.xisuan.cli.doctor.Fix}. Start at {@link io.xisuan.cli.doctor.DoctorCommand}.
 */
@NullMarked
package io.xisuan.cli.doctor;

import org.jspecify.annotations.NullMarked;
