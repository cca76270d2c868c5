using Xunit.Sdk;
using Xunit.v3;

// Listeners to spans are the process's: two tests at once would mask each other's.
[assembly: Parallelization(Mode = ParallelMode.None)]
