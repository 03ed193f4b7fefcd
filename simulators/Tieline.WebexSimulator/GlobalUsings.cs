// "Endpoint" is the vendor's word for a device or app; ASP.NET has another meaning for it.
global using Endpoint = Tieline.WebexSimulator.People.Endpoint;
