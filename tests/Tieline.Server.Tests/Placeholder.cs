namespace Tieline.Server.Tests;

public class Placeholder
{
    [Fact]
    public void Exists() => Assert.NotNull(typeof(Placeholder));
}
