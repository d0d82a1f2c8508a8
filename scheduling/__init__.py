"""Words → decisions, tasks, meetings → calendar. Never the scheduling of jobs."""
