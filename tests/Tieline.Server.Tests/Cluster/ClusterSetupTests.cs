using Tieline.Server.Cluster;

namespace Tieline.Server.Tests.Cluster;

public class ClusterSetupTests
{
    [Theory]
    [InlineData("203.0.113.7", "TIELINE_CLUSTER_ADDRESS must be an address of this machine; 203.0.113.7 is none.")]
    [InlineData("the big one", "TIELINE_CLUSTER_ADDRESS must be the IP address by which the other servers reach this one, not 'the big one'.")]
    public void An_address_that_cannot_be_bound_is_told_at_start(string address, string problem)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tieline:Cluster"] = "true", ["Tieline:Database"] = "Host=127.0.0.1", ["Tieline:ClusterAddress"] = address,
        });
        Assert.Equal(problem, Assert.Throws<InvalidOperationException>(() => builder.AddCluster()).Message);
    }
}
