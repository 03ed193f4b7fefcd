namespace Tieline.WebexSimulator.Records;

/// <summary>One leg of an ended call in the detailed call history; the keys of <paramref name="Fields"/> are the vendor's, with blanks.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/reports-detailed-call-history</remarks>
internal sealed record CallRecord(DateTimeOffset ReportTime, string Location, Dictionary<string, object> Fields);
