namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>Uploaded data that cannot be worked on at all: the job fails with this as its <c>errorMessage</c>.</summary>
internal sealed class DataProblem(string message) : Exception(message);
