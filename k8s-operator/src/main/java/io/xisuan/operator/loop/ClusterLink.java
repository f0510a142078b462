package io.xisuan.operator.loop;

import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.observe.ClusterView;

/** One cluster: what we see of it, our hands there, and the meter of what runs there. */
record ClusterLink(ClusterId id, ClusterView observer, ClusterActs actor, LiveMeter meter) {}
