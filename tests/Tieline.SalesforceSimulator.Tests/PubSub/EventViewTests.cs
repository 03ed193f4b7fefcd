using System.Collections.Immutable;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PubSub;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

public sealed class EventViewTests
{
    [Fact]
    public void An_event_whose_schema_went_with_a_reset_is_for_nobody()
    {
        using var org = new SalesforceOrg();
        var entry = new BusEntry(1, org.Clock.Now, new BusEvent("id", "gone", ["/data/ChangeEvents"], [], ImmutableDictionary<string, byte[]>.Empty));
        Assert.Null(new EventView(org, "").Of(entry, "/data/ChangeEvents"));
    }
}
