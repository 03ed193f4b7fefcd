using Tieline.Browser.Tests.Support;

[assembly: AssemblyFixture(typeof(World))]
[assembly: AssemblyFixture(typeof(Chromium))]

// One server serves all, and one test restarts it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
