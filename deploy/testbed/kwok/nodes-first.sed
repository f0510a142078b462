# kwok 0.8.0 starts its controllers in the order of a Go map, which is chance. When the one for pods comes first it never learns
# whose lease a node's is, and goes on running the pods of a node that somebody else holds. This starts the nodes' first.
s/for ref, stage := range c\.conf\.LocalStages {/for _, ref := range []internalversion.StageResourceRef{nodeRef, podRef} {\n\t\t\tstage := c.conf.LocalStages[ref]/
