package io.xisuan.operator.loop;

import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.observe.ClusterObserver;

/** One cluster: what we see of it, and our hands there. */
record ClusterLink(ClusterId id, ClusterObserver observer, ClusterActor actor) {}
