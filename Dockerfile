# One image for the web server and the workers of compose.yaml.
FROM python:3.11-slim

RUN useradd --create-home ravine
WORKDIR /home/ravine/app
COPY requirements.txt requirements-cluster.txt ./
RUN pip install --no-cache-dir -r requirements-cluster.txt
COPY . .
USER ravine
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8050
CMD ["python", "app.py", "--host", "0.0.0.0"]
