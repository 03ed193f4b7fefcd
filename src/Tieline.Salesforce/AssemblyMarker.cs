namespace Tieline.Salesforce;

internal static class AssemblyMarker;
