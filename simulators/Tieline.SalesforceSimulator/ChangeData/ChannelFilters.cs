using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>The filters of channel members, each read once as long as the schema stays and the day lasts that words such as TODAY mean. Used within the org's gate.</summary>
internal sealed class ChannelFilters(SalesforceOrg org)
{
    private readonly Dictionary<(string ObjectName, string Expression), Func<SalesforceRecord, bool>> read = [];
    private (long Schema, DateTime Day) readFor;

    public bool Pass(SalesforceRecord row, string expression)
    {
        var now = (org.Schema.Version, org.Clock.Now.UtcDateTime.Date);
        if (readFor != now) read.Clear();
        readFor = now;
        if (!read.TryGetValue((row.ObjectName, expression), out var test)) read[(row.ObjectName, expression)] = test = Read(row.ObjectName, expression);
        return test(row);
    }

    private Func<SalesforceRecord, bool> Read(string objectName, string expression)
    {
        try
        {
            return FilterExpression.Compile(org, objectName, expression);
        }
        catch (SalesforceRefusal)
        {
            // A field that the filter names is gone since: no event equals it.
            return _ => false;
        }
    }
}
