using Tieline.Browser.Tests.Support;

[assembly: AssemblyFixture(typeof(World))]
[assembly: AssemblyFixture(typeof(Chromium))]
