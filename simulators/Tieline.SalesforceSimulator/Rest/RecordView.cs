using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>For whom a record is written, and under which API's addresses.</summary>
public sealed record RecordView(SalesforceOrg Org, string UserId, string BasePath);
