using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// The transaction an event belongs to and its place in it.
/// See https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
/// </summary>
/// <param name="SequenceNumber">counts the events of a transaction, from 1</param>
/// <param name="CommitNumber">grows from transaction to transaction</param>
public sealed record ChangeHeader(string EntityName, IReadOnlyList<string> RecordIds, ChangeAuthor Author, string TransactionKey, int SequenceNumber, DateTimeOffset CommittedAt, long CommitNumber);
