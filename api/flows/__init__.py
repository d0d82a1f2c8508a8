"""What people (and the clock) do: one file per thing. Every write passes through here, one transaction each."""
