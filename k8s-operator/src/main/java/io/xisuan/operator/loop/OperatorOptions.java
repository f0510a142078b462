package io.xisuan.operator.loop;

import io.xisuan.model.ClusterId;
import io.xisuan.operator.elect.LeaseTimes;
import io.xisuan.operator.metering.scrape.Exporters;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the operator is run.
 *
 * @param data the folder of the usage journal and its key
 * @param jdbcUrl the store of money and intents
 * @param cluster what the hub calls the cluster that it works on
 * @param kubeconfig how to reach it; empty for what the environment says (KUBECONFIG, a service account)
 * @param install whether to install CRDs, policies and the rest first; needs an administrator's rights
 * @param copy a folder on another volume in which issued documents and signed heads of the books are kept; empty for none
 * @param backups the folder of backups that somebody else writes, whose newest is told as a metric; empty: nothing is told
 * @param journalKey the private key that signs the journal, as a file that a Secret is mounted as; empty for the data folder's own
 * @param notices who is told what by which way, a file; empty: nobody is told
 * @param exporters which agents and exporters are asked about devices; none: usage is verified by count
 * @param pause the longest time between two looks at the world when nothing tells of a change
 * @param lease how soon another process takes over from one that is silent
 * @param listen where health and metrics are served; empty for nowhere
 */
public record OperatorOptions(
        Path data,
        String jdbcUrl,
        ClusterId cluster,
        Optional<Path> kubeconfig,
        boolean install,
        Optional<Path> copy,
        Optional<Path> backups,
        Optional<Path> journalKey,
        Optional<Path> notices,
        Exporters exporters,
        Limits limits,
        Duration pause,
        LeaseTimes lease,
        Optional<InetSocketAddress> listen) {}
