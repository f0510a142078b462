package io.xisuan.operator.loop;

import io.xisuan.operator.report.JobRemark;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is remarkable of jobs at the moment, by their uid: each desk says it, and takes it back when it is past. */
final class Remarks {
    private final SortedMap<String, SortedMap<String, JobRemark>> byJob = new TreeMap<>();

    /** Says it from now on; what the same desk said of the job before is replaced. */
    void say(String jobUid, JobRemark remark) {
        byJob.computeIfAbsent(jobUid, uid -> new TreeMap<>()).put(remark.condition(), remark);
    }

    /** Takes back what was said of a job under a condition. */
    void takeBack(String jobUid, String condition) {
        byJob.computeIfPresent(jobUid, (uid, remarks) -> {
            remarks.remove(condition);
            return remarks.isEmpty() ? null : remarks;
        });
    }

    List<JobRemark> of(String jobUid) {
        SortedMap<String, JobRemark> remarks = byJob.get(jobUid);
        return remarks == null ? List.of() : new ArrayList<>(remarks.values());
    }

    /** Forgets jobs that nobody asks for any more. */
    void keepOnly(java.util.Set<String> wantedUids) {
        byJob.keySet().removeIf(uid -> !wantedUids.contains(uid));
    }
}
