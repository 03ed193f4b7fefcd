namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>A form of the page Connection that goes when the page turns to another organisation.</summary>
internal interface IConnectionForm;

/// <summary>One that goes with its step as well.</summary>
internal interface IStepForm : IConnectionForm;
